--- The veto that was made last: one that a hook makes and does not return is a mistake.
return {}
