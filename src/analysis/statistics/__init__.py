"""Methods that know no child protection: no file, no clock, no draw without a seed."""
