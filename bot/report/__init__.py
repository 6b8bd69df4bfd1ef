"""One page of what the ledger says: ``quoth report``. See ``bot.report.page``."""

from bot.report.page import page, write_file

__all__ = ["page", "write_file"]
