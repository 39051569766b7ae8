"""What scanners find, held to what is explained: nothing unexplained, nothing explained in vain."""
