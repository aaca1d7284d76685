"""What an executed notebook says, read once, whatever it will be printed on."""
