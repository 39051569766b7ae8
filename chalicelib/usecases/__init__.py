"""What people do with a contest: one function a thing, handed its stores and its clock."""
