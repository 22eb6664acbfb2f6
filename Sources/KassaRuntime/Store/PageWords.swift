/// The words that a till's page has of its own, which no prompt says: a store may word them otherwise, as
/// `texts.ru["page.goods"] = "Меню"`.
enum PageWords {
  static let prefix = "page."

  /// As the page's own file lists them (`words.js`).
  static let ids: Set<String> = [
    "add", "admission", "admission_body", "back", "cancel", "change", "clear", "clock_differs",
    "close", "closing", "code", "code_wrong", "connecting", "contact", "contact_body", "delete",
    "discount", "discount_of", "done", "due", "empty", "everything", "favourites", "goods",
    "in_receipt",
    "large_text", "less", "line_more", "lines", "link", "matters", "menu_of", "mismatch", "more",
    "new_lines", "next_departments", "next_page", "no_goods", "no_link", "no_link_body",
    "no_pins", "no_reply", "no_sound", "not_receipt", "notices", "of_quantity", "other_body",
    "other_customer", "other_device", "other_tab", "outcomes", "pad", "paid", "paper", "pay_back",
    "pay_card", "pay_transfer", "pay_wait", "percent", "pin_waits", "pin_wrong", "point",
    "quantity", "read", "remove", "scan_cut", "scan_half", "scans_waiting", "search",
    "search_hint", "seconds", "sheet_goods", "slip", "sound", "step_card", "step_money",
    "step_receipt", "steps", "take", "taken_over", "tenders", "thanks", "till", "to_pay",
    "too_small", "total", "typed_count", "unknown_code", "wait", "wait_seconds",
    "waiting_registrar", "waiting_service", "waiting_terminal", "waiting_till", "welcome",
    "who_takes",
  ]
}
