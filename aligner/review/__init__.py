"""The review page: a person puts an alignment right, and nothing is ever lost.

A pure core: `opening` makes a `State` of pairs, `actions` are what a person can do,
`applying` says what each does to a state. `journal` keeps the actions on disk,
`judging` computes confidence and findings of what was changed, `desk` puts the four
together, and `export` makes files of the result. `server` is a thin layer of HTTP over
the desk, and ``review.js`` a thin page over the server.
"""
