--- A connected terminal: the runtime asks it itself, over the socket that is asked for at «Добавить».
return {
  id = "connected",
  settings = { { "socket", kind = "text" } },
  charge = function(charge)
    return charge:ask {}
  end,
}
