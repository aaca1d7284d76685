"""Notebook strategy_meeting_spikes: what only this question needs."""
