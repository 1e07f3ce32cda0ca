"""Words that a full stop may belong to, and words that begin a sentence.

All of them without their last full stop. What each set means is decided in
`aligner.sentences.english`; in Korean text none of the abbreviations ends a
sentence.
"""

from __future__ import annotations

from aligner.text.word_lists import word_set

TITLES = word_set(
    """
    Mr Mrs Ms Mx Dr Drs Prof Profs Rev Fr Hon Messrs Mme Mlle Msgr Sr Pres Gov Govs Sen Sens Rep
    Reps Amb Supt Insp Det Atty Asst Assoc Gen Gens Lt Col Maj Capt Cpt Cdr Cmdr Cmdt Sgt Cpl Pfc
    Pvt Adm RAdm Brig Ens St Ste Mt
    """
)
"""Ranks and titles: a name follows, so they end no sentence before a capital."""

ALWAYS_INSIDE = word_set("e.g i.e eg ie cf viz vs v approx est ca incl excl esp resp a.k.a aka")
"""Something always follows."""

BEFORE_NUMBER = word_set(
    """
    No Nos no nos Fig Figs fig figs p pp P Vol Vols vol Ch ch Chap chap Sec sec Sect Art Arts art
    Para para Eq eq Op op Ver ver Tel tel Rm Apt Ext ext c b d
    """
)
"""Abbreviations before a number; ordinary words, or rare, before anything else."""

BEFORE_CAPITAL_ENDS = word_set("etc ft lb lbs oz hr hrs yr yrs mph kph km kg cm")
"""End a sentence before a capital, but not before a small letter."""

MAY_END = word_set(
    """
    Inc Co Cos Corp Ltd Bros Cie LLC Llc plc Plc PLC Jr Esq al dept Dept univ Univ
    intl Intl natl Natl govt Govt assn Assn Ph.D M.Sc B.Sc
    Ave Blvd Rd Hwy Pkwy Bldg Ft
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mich Minn Mo Mont Neb Nev Okla
    Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que
    """
)
"""May end a sentence; taken to when a word of `STARTERS` follows.

So may every dotted abbreviation (``U.S.``, ``D.C.``) and every initial.
"""

TIMES = word_set("a.m p.m A.M P.M am pm")
"""The time of day ends a sentence before any capital but those of `AFTER_TIME`."""

AFTER_TIME = word_set(
    """
    ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST KST JST IST AEST AEDT HKT SGT
    Eastern Central Mountain Pacific Atlantic Greenwich Korea Korean Seoul Beijing Tokyo London
    Moscow Sunday Monday Tuesday Wednesday Thursday Friday Saturday Sun Mon Tue Tues Wed Thu Thur
    Thurs Fri Sat January February March April May June July August September October November
    December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    """
)

EXCLAIMED_NAMES = word_set("Yahoo Jeopardy")
"""Names with an exclamation mark of their own."""

STARTERS = word_set(
    """
    The A An This That These Those There Here
    I He She It We You They My His Her Its Our Your Their Mine
    Who What When Where Why How Which Whose
    Some Many Most All Both Each Every Several Few Other Others Another Any Such No Not None Nothing
    Nobody Everyone Everybody Everything Someone Anyone
    In On At By For From With To Of After Before During Since Until Till As Among Amid Under Over
    Between Through Throughout Without Within Despite Besides Beyond Along Against Around About
    Across Behind Above Below Into Upon Toward Towards Because Although Though While Whereas Unless
    If Whether Once
    But And Or So Yet Nor However Meanwhile Moreover Furthermore Also Then Thus Therefore Hence
    Nevertheless Nonetheless Instead Indeed Otherwise Still Even Only Just Later Earlier Recently
    Currently Now Today Yesterday Tomorrow Finally Similarly Likewise Additionally Overall
    According Given Based Following Regarding Asked
    Is Are Was Were Do Does Did Have Has Had Can Could Would Should Let Please
    Reporters Critics Analysts Experts Witnesses Residents Prosecutors Investigators Officials
    """
)
"""Words that open a sentence when they are capitalised, and are hardly ever names."""

QUESTION_WORDS = word_set(
    """
    who whom whose what when where why how which is are am was were do does did have has had
    can could will would shall should may might must isn aren wasn don doesn didn haven hasn couldn
    won wouldn shouldn
    """
)
"""First words of a question, small; those cut short stand before ``'t``."""
