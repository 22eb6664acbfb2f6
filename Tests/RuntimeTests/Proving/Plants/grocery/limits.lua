--- The sums that the shop's rules go by.
return { large = rub "3000" }
