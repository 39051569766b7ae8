"""The commands of `python -m ops`: each click command found in a module here is one."""
