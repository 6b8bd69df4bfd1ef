"""Make the page of ``quoth report`` from the ledger. See ``bot.report.page``."""

from bot.report.page import page, write_file

__all__ = ["page", "write_file"]
