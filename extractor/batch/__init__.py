"""Many articles through a provider's batch endpoint: half the price, within a day.

Plan, submit, poll, collect, resubmit: each step notes in a ledger what it is about to
do and what it did, so that it may be stopped anywhere and given again.

Nothing is imported here: `extractor status` reads a ledger without any client library.
"""
