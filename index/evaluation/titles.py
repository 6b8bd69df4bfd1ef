"""What the figures are called where people read them: the terminal and the report."""

SHARES = {
    "quote_hit_at_1": "quote-hit@1",
    "quote_hit_at_3": "quote-hit@3",
    "shown_hit_at_1": "answered and right",
    "answered": "answered",
    "error_among_answered": "error among answered",
    "error_at_80": "error at 80 % answered",
}
ONE_NUMBER = {
    "mrr": "MRR",
    "aurc": "AURC",
    "ece": "ECE",
}
BY_KIND = {
    "refused": "refused, {}",
    "auroc": "AUROC, {}",
    "hit_at_1_by_kind": "quote-hit@1, {}",
}
