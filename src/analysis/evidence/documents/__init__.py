"""Printed pages: transcribed, made tidy, checked against the text, and reconciled with each other."""
