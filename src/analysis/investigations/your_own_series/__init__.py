"""Any series of one's own: is it more than chance, will a target be met, and what could be seen at all."""
