"""From an executed notebook to PDF, HTML, tables and results."""
