"""History, measured: re-reading, storage, questions about the past, backfill, and that no order of import matters."""
