--- The store whose script runs; empty in the stock flow that stands in for a failed script.
return {}
