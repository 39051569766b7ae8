"""People and bots who take part in a contest, simulated: what flags must leave alone, and find."""
