"""The views of organizers, by what they are about: each a use case between a call and an answer."""
