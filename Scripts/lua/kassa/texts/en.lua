--- What the cashier reads, in English. A store overrides any of it by id.
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
  ["charge.rrn"] = {
    title = "RRN on the slip",
    body = "12 digits",
    buttons = {
      { "no_rrn", "No RRN" },
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
  ["charge.declined"] = {
    title = "Not paid",
    body = "Goods kept, no receipt",
    buttons = {
      { "again", "Try again" },
      { "cash", "Cash" },
      { "park", "Park" },
    },
  },
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
  ["charge.terminal"] = {
    title = "On which terminal?",
  },
  ["charge.void"] = {
    title = "Void on the terminal",
    body = "{terminal}: void {amount}",
    buttons = {
      { "approved", "Voided" },
      { "declined", "Failed" },
      { "unknown", "Not sure" },
    },
  },
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
  ["payment.cash"] = {
    title = "Cash from the customer",
    body = "{due} is due",
  },
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
  ["payment.leave"] = {
    title = "The card is charged",
    body = "{amount}: choose",
    buttons = {
      { "print", "Print receipt" },
      { "refund", "Refund card" },
      { "senior", "Hand to a senior" },
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
    },
  },
  ["print.refused"] = {
    title = "Not printed",
    body = "{reason}. The payment is kept",
    buttons = {
      { "again", "Print" },
      { "leave", "Something else" },
    },
  },
  ["sale"] = {
    title = "Receipt",
    buttons = {
      { "pay.card", "Card" },
      { "pay.cash", "Cash" },
      { "pay.split", "Split" },
      { "park", "Park" },
      { "parked", "Parked" },
      { "clear", "Clear" },
      { "shift", "End shift" },
      { "sign_out", "Quit" },
    },
  },
  ["sale.empty"] = {
    title = "The receipt is empty",
    body = "Add goods first",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["sale.no_goods"] = {
    title = "No such goods",
    body = "Barcode {barcode}. Search by name or type a price",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["sale.nothing_found"] = {
    title = "Nothing found",
    body = "«{text}»",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["sale.found"] = {
    title = "Which one?",
  },
  ["sale.refused"] = {
    title = "Not possible",
    body = "{reason}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["sale.clear"] = {
    title = "Remove all goods?",
    buttons = {
      { "yes", "Remove" },
      { "no", "Keep" },
    },
  },
  ["parked.list"] = {
    title = "Parked receipts",
    body = "⚠ money in question",
  },
  ["parked.none"] = {
    title = "Nothing is parked",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["shift.close"] = {
    title = "Close the shift?",
    body = "Parked receipts and open questions are kept",
    buttons = {
      { "yes", "Close" },
      { "no", "No" },
    },
  },
  ["shift.refused"] = {
    title = "The shift is not closed",
    body = "{reason}",
    buttons = {
      { "again", "Try again" },
      { "back", "Back" },
    },
  },
  ["sign_in.name"] = {
    title = "Who is at the till?",
  },
  ["sign_in.pin"] = {
    title = "{cashier}: PIN",
  },
  ["sign_in.new_pin"] = {
    title = "{cashier}: choose a PIN",
    body = "4 to 12 digits; for this till only",
  },
  ["sign_in.repeat_pin"] = {
    title = "{cashier}: the same PIN again",
  },
  ["sign_in.wrong"] = {
    title = "Wrong PIN",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["button.approved"] = {
    title = "Approved",
  },
  ["button.declined"] = {
    title = "Declined",
  },
  ["button.unknown"] = {
    title = "Not sure",
  },
  ["button.yes"] = {
    title = "Yes",
  },
  ["button.no"] = {
    title = "No",
  },
  ["button.ok"] = {
    title = "OK",
  },
  ["reason.unreachable"] = {
    title = "The registrar does not answer",
  },
  ["reason.no_paper"] = {
    title = "The registrar is out of paper",
  },
  ["reason.cover_open"] = {
    title = "The registrar's cover is open",
  },
  ["reason.busy"] = {
    title = "The registrar is busy",
  },
  ["reason.shift_closed"] = {
    title = "The shift is closed",
  },
  ["reason.shift_open"] = {
    title = "The shift is open already",
  },
  ["reason.shift_expired"] = {
    title = "The shift is over 24 hours old",
  },
  ["reason.shift_ending"] = {
    title = "The shift is about to end",
  },
  ["reason.foreign_seller"] = {
    title = "The registrar is another seller's",
  },
  ["reason.clock"] = {
    title = "The registrar's clock is behind",
  },
  ["reason.behind"] = {
    title = "The till's journal is behind the registrar",
  },
  ["reason.memory_full"] = {
    title = "The fiscal memory is full",
  },
  ["reason.document_invalid"] = {
    title = "The registrar rejects the document",
  },
  ["reason.attempt_open"] = {
    title = "Say what the terminal shows first",
  },
  ["reason.tenders_taken"] = {
    title = "Give the money back first",
  },
  ["reason.below_charges"] = {
    title = "Cards have paid more than that",
  },
  ["reason.discount_too_large"] = {
    title = "The discount is too large",
  },
  ["reason.too_large"] = {
    title = "The sum is too large",
  },
  ["reason.too_many_lines"] = {
    title = "The receipt has too many lines",
  },
  ["reason.bad_contact"] = {
    title = "A phone (+7…) or e-mail is needed",
  },
  ["reason.name_length"] = {
    title = "A name has 1 to 128 characters",
  },
  ["reason.card_number"] = {
    title = "It looks like a card number",
  },
  ["reason.print_unknown"] = {
    title = "Find out first whether it printed",
  },
  ["reason.already_printed"] = {
    title = "The receipt is printed already",
  },
  ["reason.no_line"] = {
    title = "There is no such line",
  },
}
