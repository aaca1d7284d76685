"""The ledger of claims and the committee's summary: they state nothing that the figures do not carry."""
