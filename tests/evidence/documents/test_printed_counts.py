from analysis.evidence.documents import counts


def test_each_document_counts_its_own_figures_and_the_readers_own_count_for_none(observed):
    rows = observed(
        ("a", "2019/20", "12"),
        ("a", "", "TBC", {"period_type": ""}),
        ("a", "2019/20", "14", {"source": "002"}),
        ("a", "2019/20", "15", {"source": "local"}),
    )
    found = counts.figures_by_document(rows, ["000", "002", "003"])
    assert found.to_dict("index") == {
        "000": {"figures": 2, "numbers": 1, "words": 1, "undated": 1},
        "002": {"figures": 1, "numbers": 1, "words": 0, "undated": 0},
        "003": {"figures": 0, "numbers": 0, "words": 0, "undated": 0},
    }
