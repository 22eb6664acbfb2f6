--- What the cashier reads of the drawer and of counts, in English. A store overrides any of it by id.
return {
  ["drawer"] = {
    title = "Cash drawer",
    buttons = {
      { "in", "Cash in" },
      { "out", "Cash out" },
      { "count", "Count" },
      { "interim", "X report" },
      { "open", "Open a shift" },
      { "terminals", "Terminal reports" },
      { "back", "Back to goods" },
    },
  },
  ["drawer.in.amount"] = {
    title = "How much comes in?",
    body = "In roubles: 1500 or 1500.50",
  },
  ["drawer.out.amount"] = {
    title = "How much goes out?",
    body = "In roubles: 1500 or 1500.50",
  },
  ["drawer.in.why"] = {
    title = "Where from?",
    body = "Choose or type",
    buttons = {
      { "float", "Change" },
      { "shop", "From the shop" },
    },
  },
  ["drawer.out.why"] = {
    title = "What for?",
    body = "Choose or type",
    buttons = {
      { "bank", "To the bank" },
      { "safe", "To the safe" },
      { "expenses", "For expenses" },
    },
  },
  ["drawer.why.float"] = "Change",
  ["drawer.why.shop"] = "From the shop",
  ["drawer.why.bank"] = "To the bank",
  ["drawer.why.safe"] = "To the safe",
  ["drawer.why.expenses"] = "For expenses",
  ["drawer.in"] = {
    title = "Put {amount} in?",
    body = "{why}",
    buttons = {
      { "yes", "Put in" },
      { "no", "No" },
    },
  },
  ["drawer.out"] = {
    title = "Take {amount} out?",
    body = "{why}",
    buttons = {
      { "yes", "Take out" },
      { "no", "No" },
    },
  },
  ["drawer.in.done"] = {
    title = "{amount} put in",
    body = "Put the money into the drawer",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["drawer.out.done"] = {
    title = "{amount} taken out",
    body = "Take the money from the drawer",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["drawer.safe"] = {
    title = "How much to the safe?",
    body = "The rest stays in the drawer for tomorrow.",
    buttons = {
      { "none", "Nothing" },
    },
  },
  ["drawer.short"] = {
    title = "The drawer holds less",
    body = "Put cash in first, or count the drawer",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["drawer.refused"] = {
    title = "Not done",
    body = "{reason}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["drawer.count"] = {
    title = "What is in the drawer?",
    body = "Count it and type it",
  },
  ["drawer.again"] = {
    title = "Type it again",
    body = "Count the drawer anew",
  },
  ["drawer.counted.first"] = {
    title = "{amount} in the drawer",
    body = "The first count",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["drawer.counted.fits"] = {
    title = "It fits: {amount}",
    body = "{terms}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["drawer.counted.over"] = {
    title = "Over by {difference}",
    body = "{amount} in the drawer, {expected} expected\n{terms}\nCounted before by {cashier}, {time}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["drawer.counted.short"] = {
    title = "Short by {difference}",
    body = "{amount} in the drawer, {expected} expected\n{terms}\nCounted before by {cashier}, {time}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["settling.count"] = {
    title = "The terminal's report",
    body = "{terminal}: the short report before settlement. Empty is zero",
    buttons = {
      { "no_report", "No report" },
    },
  },
  ["settling.again"] = {
    title = "Type it again",
    body = "{terminal}: compare it with the report",
    buttons = {
      { "no_report", "No report" },
    },
  },
  ["settling.explained"] = {
    title = "The terminal's report differs",
    body = "{text}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["settling.word"] = {
    title = "Settle the terminal",
    body = "{terminal}: what does it show?",
    buttons = {
      { "matched", "Matched" },
      { "differs", "Differs" },
      { "failed", "Failed" },
    },
  },
  ["count.after_closing"] = "Counted after the Z report",
  ["count.term.before"] = "Before",
  ["count.term.sales"] = "Sales",
  ["count.term.returns"] = "Returns",
  ["count.term.paid_in"] = "Put in",
  ["count.term.paid_out"] = "Taken out",
  ["count.term.unprinted"] = "Not printed yet",
  ["count.term.first"] = "Typed first",
  ["count.cash"] = "Cash",
  ["count.coins"] = "Coins",
  ["count.charges"] = "Charges",
  ["count.charges_count"] = "Charges, how many",
  ["count.refunds"] = "Refunds",
  ["count.refunds_count"] = "Refunds, how many",
  ["count.voids"] = "Voids",
  ["count.voids_count"] = "Voids, how many",
}
