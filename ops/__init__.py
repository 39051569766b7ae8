"""The command line: running, deploying and looking after HộiThi."""
