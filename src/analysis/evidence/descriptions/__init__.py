"""The YAML files that people edit: how they are read, and what they must hold."""
