--- The standalone bank terminal: the window says what to do, the cashier says what it did.
return {
  id = "standalone",
  charge = function(charge)
    return charge:ask {}
  end,
}
