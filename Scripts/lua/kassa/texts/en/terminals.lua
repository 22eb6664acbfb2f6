--- What the cashier reads setting up terminals, in English. A store overrides any of it by id.
return {
  ["settings"] = {
    title = "Settings",
    buttons = {
      { "terminals", "Payment terminals" },
      { "copy", "Copy of the last receipt" },
      { "script", "Turn the store's script on" },
      { "failures", "Script failures" },
      { "back", "Back to the goods" },
      { "parameters", "Parameters of this till" },
      { "services", "Not confirmed by services" },
    },
  },
  ["settings.failures"] = {
    title = "Last script failures",
    body = "{list}",
  },
  ["settings.no_failures"] = "Nothing has failed",
  ["services.unknown"] = {
    title = "Not confirmed by services",
    body = "The till asked for a change and got no answer: look at the service",
  },
  ["services.all"] = "all",
  ["services.settle"] = {
    title = "{cashier}: a technician's PIN",
    body = "{service}: seen to, {count}",
  },
  ["settings.script"] = {
    title = "Turn the store's script on?",
    body = "It was stopped twice: {place}",
    buttons = {
      { "yes", "Turn on" },
      { "no", "No" },
    },
  },
  ["parameters"] = "Parameters of this till",
  ["parameters.back"] = "Back to the goods",
  ["parameters.kept"] = {
    title = "Remembered",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["parameters.fixed"] = {
    title = "{parameter}",
    body = "This till has run: its INN and taxation stay",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["parameters.yes"] = "yes",
  ["parameters.no"] = "no",
  ["parameters.value"] = "New value",
  ["parameters.value.yes_no"] = {
    title = "New value",
    buttons = {
      { "yes", "Yes" },
      { "no", "No" },
    },
  },
  ["terminals.list"] = "Payment terminals",
  ["terminals.none"] = {
    title = "Payment terminals",
    body = "None yet. The till sells through «{terminal}»",
  },
  ["terminals.add"] = "Add",
  ["terminals.back"] = "Back to the goods",
  ["terminals.note.marked"] = "default",
  ["terminals.note.shared"] = "shared",
  ["terminals.note.settles"] = "settles at",
  ["terminals.note.out_of_service"] = "out of service",
  ["terminals.note.not_offered"] = "not in the store's script",
  ["terminals.provider"] = "Terminal provider",
  ["terminals.chosen"] = {
    title = "Terminal provider",
    buttons = {
      { "next", "Next" },
      { "back", "Back" },
    },
  },
  ["terminals.exists"] = {
    title = "Terminal provider",
    body = "There already: {terminal}",
    buttons = {
      { "next", "Next" },
      { "mark", "Use by default" },
      { "back", "Back" },
    },
  },
  ["terminals.which"] = "Which one to use by default?",
  ["terminals.name"] = {
    title = "The terminal's name",
    body = "What the cashier will see",
  },
  ["terminals.purpose"] = "The terminal's purpose",
  ["terminals.no_purpose"] = "No purpose",
  ["terminals.setting"] = "Terminal setting",
  ["terminals.setting.yes_no"] = "Terminal setting",
  ["terminals.edit"] = {
    title = "{terminal}",
    buttons = {
      { "mark", "Use by default" },
      { "unmark", "Don't use by default" },
      { "rename", "Rename" },
      { "purpose", "Purpose" },
      { "stop", "Take out of service" },
      { "start", "Put back into service" },
      { "shared", "Shared with others: not compared" },
      { "alone", "This till's alone" },
      { "hour", "Hour of settlement" },
      { "remove", "Remove" },
      { "back", "Back" },
    },
  },
  ["terminals.hour"] = {
    title = "When does the terminal settle by itself?",
    body = "For example 23:00. Its report ends then, and the till asks for no settlement",
    buttons = {
      { "none", "The cashier settles it" },
    },
  },
  ["terminals.menu.mark"] = "Use by default",
  ["terminals.menu.unmark"] = "Don't use by default",
  ["terminals.menu.rename"] = "Rename",
  ["terminals.menu.stop"] = "Take out of service",
  ["terminals.menu.start"] = "Put back into service",
  ["terminals.menu.remove"] = "Remove",
  ["terminals.remove"] = {
    title = "Remove «{terminal}»?",
    body = "Old receipts keep its name",
    buttons = {
      { "yes", "Remove" },
      { "no", "No" },
    },
  },
  ["terminals.remove.marked"] =
    "It is used by default. Without it the till chooses by the store's rules, or asks. "
    .. "Old receipts keep its name",
  ["terminals.refused"] = {
    title = "{reason}",
    buttons = {
      { "ok", "OK" },
    },
  },
  ["terminals.address"] = {
    title = "Path of the terminal's socket",
    body = "Approvals will come from there. A technician or a senior only",
  },
  ["provider.connected"] = "Connected terminal",
  ["provider.standalone"] = "Standalone terminal",
  ["provider.transfer"] = "Bank transfer",
  ["rule.marked"] = "Default",
  ["rule.by_hand"] = "Chosen by the cashier",
  ["rule.only"] = "The only terminal",
  ["rule.ask"] = "Ask the cashier",
  ["rule.why.chosen"] = "fits",
  ["rule.why.asks"] = "choose",
  ["rule.why.amount"] = "another amount",
  ["rule.why.time"] = "another time",
  ["rule.why.weekday"] = "another weekday",
  ["rule.why.date"] = "another date",
  ["rule.why.cashier"] = "another cashier",
  ["rule.why.department"] = "no such goods",
  ["rule.why.when"] = "the store's condition does not hold",
  ["rule.why.failed"] = "the store's condition failed",
  ["rule.why.no_terminal"] = "no such terminal",
}
