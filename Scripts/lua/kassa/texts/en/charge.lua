--- What the cashier reads about a charge, in English. A store overrides any of it by id.
return {
  ["charge.window"] = {
    title = "Card first, then receipt",
    body = "{terminal}: key in {amount}, wait for its answer",
    buttons = {
      { "approved", "Approved" },
      { "declined", "Declined" },
      { "other", "Other terminal" },
      { "unknown", "Not sure" },
      { "not_run", "Card not run" },
    },
  },
  ["charge.amount"] = {
    title = "Amount on the slip",
    body = "Type it from the slip, not from the till",
    buttons = {
      { "no_slip", "No slip" },
    },
  },
  ["charge.no_slip"] = {
    title = "{cashier}: senior's PIN",
    body = "{terminal}: {amount}. No slip, but the terminal has the operation",
  },
  ["charge.rrn"] = {
    title = "RRN on the slip",
    body = "12 digits",
    buttons = {
      { "none", "No RRN" },
    },
  },
  ["charge.auth_code"] = {
    title = "Authorisation code on the slip",
    body = "6 letters or digits",
    buttons = {
      { "none", "No code" },
    },
  },
  ["charge.number"] = {
    title = "Number of the slip",
    body = "The terminal's receipt number, up to 12 digits",
    buttons = {
      { "none", "No number" },
    },
  },
  ["charge.date"] = {
    title = "Date on the slip",
    body = "4 digits: 26 November is 2611",
    buttons = {
      { "none", "No date" },
    },
  },
  ["charge.last_four"] = {
    title = "Last 4 digits of the card",
    body = "Type them from the slip, not from the card",
    buttons = {
      { "none", "No digits" },
    },
  },
  ["charge.unproven"] = {
    title = "The slip does not prove it",
    body = "No receipt without it",
    buttons = {
      { "again", "Type again" },
      { "void", "Void on terminal" },
      { "unknown", "Not sure" },
    },
  },
  ["charge.duplicate"] = {
    title = "Slip already used",
    body = "Receipt {number}, {time}",
    buttons = {
      { "again", "Type again" },
      { "date", "A slip of another day" },
      { "unknown", "Not sure" },
    },
  },
  ["charge.duplicate_unprinted"] = {
    title = "Slip already used",
    body = "Its receipt is not printed yet, {time}",
    buttons = {
      { "again", "Type again" },
      { "date", "A slip of another day" },
      { "unknown", "Not sure" },
    },
  },
  ["charge.under"] = {
    title = "Short by {difference}",
    body = "Slip {got}, due {due}",
    buttons = {
      { "again", "Type again" },
      { "rest", "Pay the rest" },
      { "void", "Void on terminal" },
    },
  },
  ["charge.over"] = {
    title = "Over by {difference}",
    body = "Slip {got}, due {due}",
    buttons = {
      { "again", "Type again" },
      { "void", "Void on terminal" },
      { "difference", "Refund the difference" },
      { "tip", "A tip" },
    },
  },
  ["charge.difference"] = {
    title = "Refund the difference on the terminal",
    body = "{terminal}: refund {difference}",
    buttons = {
      { "approved", "Refunded" },
      { "declined", "Failed" },
      { "unknown", "Not sure" },
    },
  },
  ["charge.difference_unknown"] = {
    title = "Check the refund on the terminal",
    body = "{terminal}: is there a refund of {difference} after {time}?",
    buttons = {
      { "approved", "Refunded" },
      { "declined", "No refund" },
      { "unknown", "Can't tell" },
    },
  },
  ["charge.running"] = {
    title = "The terminal still waits for a card",
    body = "{terminal}: {amount}. Wait for its answer, or stop it there",
    buttons = {
      { "approved", "Approved" },
      { "declined", "Declined" },
      { "unknown", "Not sure" },
    },
  },
  ["charge.late"] = {
    title = "{amount} was taken already",
    body = "{terminal} confirms it. It is listed under “Parked”",
    buttons = {
      { "stop", "Take no more" },
      { "go_on", "Take the payment again" },
    },
  },
  ["unconfirmed.owed"] = {
    title = "Give {amount} back",
    body = "{terminal}, {time}: the money was taken, and no receipt has it",
    buttons = {
      { "ask", "Ask the terminal" },
      { "strike", "Given back: a senior's PIN" },
      { "back", "Back" },
    },
  },
  ["unconfirmed.denied"] = {
    title = "The terminal does not confirm {amount}",
    body = "{terminal}, {time}: the cashier took the payment, the terminal has none",
    buttons = {
      { "ask", "Ask the terminal" },
      { "find", "Open the receipt" },
      { "strike", "Seen to: a senior's PIN" },
      { "back", "Back" },
    },
  },
  ["unconfirmed.open"] = {
    title = "The terminal did not answer about {amount}",
    body = "{terminal}, {time}: check the operation on the terminal",
    buttons = {
      { "ask", "Ask the terminal" },
      { "strike", "Seen to: a senior's PIN" },
      { "back", "Back" },
    },
  },
  ["unconfirmed.refunded"] = {
    title = "{amount} was given back",
    body = "{terminal}, {time}: the money went back: print its return",
    buttons = {
      { "ask", "Ask the terminal" },
      { "document", "Print its document" },
      { "strike", "Seen to: a senior's PIN" },
      { "back", "Back" },
    },
  },
  ["unconfirmed.refund_denied"] = {
    title = "The terminal does not confirm a refund of {amount}",
    body = "{terminal}, {time}: the cashier called it refunded, the terminal has none",
    buttons = {
      { "ask", "Ask the terminal" },
      { "strike", "Seen to: a senior's PIN" },
      { "back", "Back" },
    },
  },
  ["unconfirmed.refund_open"] = {
    title = "The terminal did not answer about a refund of {amount}",
    body = "{terminal}, {time}: check the operation on the terminal",
    buttons = {
      { "ask", "Ask the terminal" },
      { "strike", "Seen to: a senior's PIN" },
      { "back", "Back" },
    },
  },
  ["unconfirmed.stray"] = {
    title = "Another payment was voided: {amount}",
    body = "{terminal}, {time}: find the receipt that it belonged to",
    buttons = {
      { "find", "Find the receipt" },
      { "strike", "Seen to: a senior's PIN" },
      { "back", "Back" },
    },
  },
  ["unconfirmed.amount"] = {
    title = "Amount on the slip",
    body = "{terminal}, receipt № {number}: type it from the slip",
  },
  ["unconfirmed.short"] = {
    title = "Short by {difference}",
    body = "{terminal}, {time}: slip {amount}, receipt № {number} {due}. Charge the rest, no receipt",
    buttons = {
      { "find", "Open the receipt" },
      { "strike", "Seen to: a senior's PIN" },
      { "back", "Back" },
    },
  },
  ["unconfirmed.excess"] = {
    title = "Over by {difference}",
    body = "{terminal}, {time}: slip {amount}, receipt № {number} {due}. Refund it, no receipt",
    buttons = {
      { "find", "Open the receipt" },
      { "strike", "Seen to: a senior's PIN" },
      { "back", "Back" },
    },
  },
  ["charge.void_refused"] = {
    title = "Not voided",
    body = "A refund takes up to 5 days and needs no receipt",
    buttons = {
      { "refund", "Refund it" },
      { "again", "Try again" },
      { "back", "To the payment" },
    },
  },
  ["unconfirmed.strike"] = {
    title = "{cashier}: a senior's PIN",
    body = "{terminal}: {amount} was seen to",
  },
  ["unconfirmed.settled"] = {
    title = "Seen to",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["charge.declined"] = {
    title = "Not paid",
    body = "Goods kept, no receipt",
    buttons = {
      { "again", "Try again" },
      { "cash", "Cash" },
      { "park", "Park" },
      { "other", "Other terminal" },
    },
  },
  ["charge.declined.paid"] = "{charged} is on the card already; no receipt",
  ["charge.unknown"] = {
    title = "Check the terminal",
    body = "Is there {amount} at {time}?",
    buttons = {
      { "approved", "Approved" },
      { "declined", "None or declined" },
      { "unknown", "Can't tell" },
    },
  },
  ["charge.detached"] = {
    title = "Receipt set aside",
    body = "No second payment without a senior",
    buttons = {
      { "next", "Next customer" },
      { "senior", "Senior" },
    },
  },
  ["charge.resumed"] = {
    title = "The till restarted",
    body = "{amount}, {terminal}, {age} ago: what does it show?",
    buttons = {
      { "approved", "Approved" },
      { "declined", "Declined" },
      { "unknown", "Not sure" },
      { "not_run", "Card not run" },
    },
  },
  ["charge.terminal"] = "On which terminal?",
  ["charge.void"] = {
    title = "Void on the terminal",
    body = "{terminal}: void {amount}",
    buttons = {
      { "approved", "Voided" },
      { "declined", "Failed" },
      { "unknown", "Not sure" },
    },
  },
  ["tender.prepaid"] = {
    title = "Set off an advance?",
    body = "{amount}",
  },
  ["tender.credit"] = {
    title = "Sell on credit?",
    body = "{amount}",
  },
  ["tender.other"] = {
    title = "Take another kind of payment?",
    body = "{amount}",
  },
  ["charge.armed"] = {
    title = "Clear the terminal",
    body = "{terminal}: it may still hold {old}",
    buttons = {
      { "cleared", "Cleared" },
    },
  },
  ["charge.armed.back"] = "{terminal}: it may still hold {old} in the customer's favour",
  ["charge.refused"] = {
    title = "{terminal} does not take this",
    body = "{reason}",
    buttons = {
      { "other", "Choose another" },
    },
  },
  ["charge.no_terminal"] = {
    title = "No terminal for this",
    body = "The terminals are out of service or don't take such an amount",
    buttons = {
      { "back", "OK" },
    },
  },
  ["transfer.window"] = {
    title = "Money first, then receipt",
    body = "{terminal}: {amount}. Has the money come?",
    buttons = {
      { "approved", "It has" },
      { "declined", "Won't pay" },
      { "other", "Another way" },
      { "unknown", "Waiting for it" },
      { "not_run", "Not sent" },
    },
  },
  ["transfer.unknown"] = {
    title = "Has the transfer come?",
    body = "{terminal}: {amount}, waiting since {time}",
    buttons = {
      { "approved", "It has" },
      { "declined", "It won't" },
      { "unknown", "Still waiting" },
    },
  },
  ["transfer.void"] = "Return the transfer",
  ["transfer.taken"] = "The transfer has come",
  ["transfer.awaited"] = {
    title = "The receipt waits for its transfer",
    body = "Keep the goods until the money has come",
    buttons = {
      { "next", "Next customer" },
    },
  },
  ["charge.open"] = {
    title = "The payment is not finished",
    body = "{amount}, {terminal}, {age} ago: what does the terminal show?",
    buttons = {
      { "approved", "Approved" },
      { "declined", "Declined" },
      { "unknown", "Not sure" },
      { "not_run", "Card not run" },
    },
  },
  ["charge.void_unknown"] = {
    title = "Check the void on the terminal",
    body = "{terminal}: is there a void of {amount} after {time}?",
    buttons = {
      { "approved", "Voided" },
      { "declined", "No void" },
      { "unknown", "Can't tell" },
    },
  },
}
