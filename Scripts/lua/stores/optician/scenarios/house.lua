--- How the scenarios that every store must pass meet the optician's.
day.house {
  answers = { ["loyalty.phone"] = false },
  total = function(sum, tender)
    if sum > rub "10000" then
      sum = sum - (sum * 5 + 50) // 100
    end
    return tender == "cash" and sum // 100 * 100 or sum
  end,
}
