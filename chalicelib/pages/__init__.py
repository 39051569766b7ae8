"""The pages of a contest as published: whole without JavaScript, which only adds to them."""
