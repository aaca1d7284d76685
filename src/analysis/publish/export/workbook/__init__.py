"""A report as a workbook to calculate with, and as a document to edit."""
