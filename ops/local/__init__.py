"""The whole stack on one machine: emulator, proxy, and what makes them a stack."""
