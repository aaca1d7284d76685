"""From an executed notebook to its report in every format."""
