--- What the cashier reads while a receipt is paid and printed, in English. A store overrides any of it by id.
return {
  ["payment.tender"] = {
    title = "How does the customer pay?",
    body = "{due} is due",
    buttons = {
      { "card", "Card" },
      { "cash", "Cash" },
      { "split", "Part by card, the rest in cash" },
      { "leave", "The card is charged: what to do" },
      { "park", "Park" },
      { "back", "Back to the goods" },
    },
  },
  ["payment.rest"] = {
    title = "Not enough cash",
    body = "{due} is still due",
    buttons = {
      { "cash", "More cash" },
      { "return", "Give the cash back" },
    },
  },
  ["payment.unknown"] = {
    title = "Not in the goods: {code}",
    body = "Does the customer take it? Find it by name or type a price",
    buttons = {
      { "drop", "Not taken" },
      { "back", "Back to goods" },
    },
  },
  ["payment.cash"] = {
    title = "Cash from the customer",
    body = "{due} is due",
  },
  -- Before an amount that the words of a prompt leave out.
  ["payment.sum.due"] = "Due",
  ["payment.sum.return"] = "Give back",
  ["payment.sum.confirmed"] = "Amount",
  ["payment.split"] = {
    title = "How much by card?",
    body = "{due} in all; the rest in cash, after the card",
  },
  ["payment.return_cash"] = {
    title = "Give the cash back",
    body = "{amount} to the customer",
    buttons = {
      { "returned", "Given back" },
    },
  },
  ["payment.change"] = {
    title = "Change {change}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["payment.contact"] = {
    title = "Receipt by phone or e-mail",
    body = "+79991234567 or name@mail.com; cancel to go without",
  },
  ["cash.taken"] = "Cash is taken already",
  ["cash.void"] = "Give the cash back",
  ["payment.leave"] = {
    title = "The card is charged",
    body = "{amount}: choose",
    buttons = {
      { "print", "Print receipt" },
      { "rest", "Pay the rest" },
      { "refund", "Refund card" },
      { "senior", "Hand to a senior" },
    },
  },
  ["payment.leave.matter"] = "{about}: choose",
  ["payment.leave.late"] = "Print a correction",
  ["payment.not_ready"] = {
    title = "Don't take payment",
    body = "{reason}",
    buttons = {
      { "check", "Check again" },
      { "park", "Park" },
      { "back", "Back to the goods" },
    },
  },
  ["till.unprintable"] = {
    title = "Don't take the payment",
    body = "Line {line}, {name}: {reason}",
    buttons = {
      { "check", "Check again" },
      { "park", "Park" },
      { "back", "Back to goods" },
    },
  },
  ["till.not_ready"] = {
    title = "Don't take cards",
    body = "{reason}",
    buttons = {
      { "check", "Check again" },
      { "park", "Park" },
      { "back", "Back to the goods" },
    },
  },
  ["print.paper"] = {
    title = "Load paper",
    body = "Receipt issued, FD {number}. Don't ring it up again",
    buttons = {
      { "ok", "Continue printing" },
    },
  },
  ["print.unreachable"] = {
    title = "The registrar does not answer",
    body = "Whether the receipt came out is unknown. Don't ring it up again",
    buttons = {
      { "ok", "Check again" },
      { "park", "Park" },
    },
  },
  ["print.copy_failed"] = {
    title = "The copy was not printed",
    body = "{reason}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["print.refused"] = {
    title = "Not printed",
    body = "{reason}. The receipt is kept",
    buttons = {
      { "again", "Print" },
      { "leave", "Something else" },
    },
  },
  ["hook.veto"] = {
    title = "{reason}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["guard.line_added"] = "The check of an added line",
  ["guard.line_changed"] = "The check of a changed line",
  ["guard.before_tender"] = "The check before a tender",
  ["prices.failed"] = {
    title = "«{name}» was not computed",
    body = "The store's script failed: the price is without it",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["guard.before_payment"] = "The check before the payment",
  ["guard.before_return"] = "The check before a return",
  ["guard.before_shift_close"] = "The check before the shift is closed",
  ["guard.failed"] = {
    title = "{hook} did not finish",
    body = "The goods are kept. The store's script stopped at {place}",
    buttons = {
      { "senior", "A senior allows it" },
      { "back", "Back" },
    },
  },
  ["guard.lift"] = {
    title = "Go on without the check?",
    body = "{hook} did not finish: {place}",
    buttons = {
      { "receipt", "This receipt only" },
      { "shift", "Until the shift is closed" },
      { "back", "Back" },
    },
  },
  ["guard.listed"] = {
    title = "Sold without the store's check",
    body = "Receipts: {count}, the last by {cashier}. Look at them in the journal",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["print.nothing"] = {
    title = "Print a receipt of 0.00 ₽?",
    body = "There is nothing to pay for it",
    buttons = {
      { "yes", "Print" },
      { "no", "No" },
    },
  },
  ["print.paper_stuck"] = {
    title = "The receipt is not printed to its end",
    body = "{reason}. The receipt is issued, FD {number}. Don't ring it up again",
    buttons = {
      { "continue", "Continue printing" },
      { "later", "Later" },
    },
  },
  ["print.other_registrar"] = {
    title = "Another registrar",
    body = "The receipt went to the one before; only that one knows if it came out. Don't ring it up again",
    buttons = {
      { "again", "It is back" },
      { "park", "Park" },
    },
  },
}
