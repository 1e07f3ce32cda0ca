import pytest


@pytest.mark.parametrize(
    "arguments",
    [
        ("stats", "news", "-o", "s3://bucket/drawn"),
        ("check", "pairs.tsv", "-o", "s3://bucket/pairs.tsv"),
        ("build", "list.tsv", "-o", "s3://bucket/news", "--work", "s3://bucket/work"),
        ("review", "s3://bucket/pairs.tsv", "--no-open"),
        ("align", "a.ko.txt", "a.en.txt", "-o", "s3://bucket/pairs.tsv"),
        ("align", "a.ko.txt", "a.en.txt", "--save-text", "s3://bucket/texts"),
        ("review", "pairs.tsv", "--export", "gold", "--texts", "s3://bucket/texts"),
    ],
)
def test_a_place_elsewhere_is_refused_and_no_folder_is_called_like_it(
    run, monkeypatch, tmp_path, arguments
):
    monkeypatch.chdir(tmp_path)
    status, _, err = run(*arguments)
    assert status == 2
    assert "is not on this machine" in err
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_the_url_of_a_local_place_is_that_place(run, monkeypatch, tmp_path):
    (tmp_path / "새 쌍.tsv").write_text("ko\ten\n비가 왔다.\tIt rained.\n", encoding="utf-8")
    out = tmp_path / "밖.tmx"
    status, _, err = run("export", (tmp_path / "새 쌍.tsv").as_uri(), "-o", out.as_uri())
    assert (status, out.is_file()) == (0, True), err
