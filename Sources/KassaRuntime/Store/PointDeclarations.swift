/// One thing that a listener gets: a cashier's or a good's name, a line, the kind of a tender, an amount.
package enum ListenerGift: Sendable { case name, line, tender, amount, terminal }

/// A named place of the stock flows where a store's listeners are called
/// (`Scripts/lua/kassa/points.lua`).
struct DeclaredPoint: Sendable {
  let name: String
  let runs: String
  /// What a listener gets.
  let gets: String
  /// What it may do beside asking, telling and remembering.
  let may: String
  /// What a veto brings about; nil where there is none.
  ///
  /// Where there is, a failure is one too; elsewhere it is told and skipped.
  let veto: String?

  /// What it gets, one by one.
  let gifts: [ListenerGift]

  init(
    _ name: String, _ runs: String, gets: String = "–", _ gifts: ListenerGift...,
    may: String = "–", veto: String? = nil
  ) {
    (self.name, self.runs, self.gets, self.may, self.veto) = (name, runs, gets, may, veto)
    self.gifts = gifts
  }
}

extension StoreDeclarations {
  static let points = [
    DeclaredPoint(
      "after_sign_in", "once a cashier has signed in", gets: "their name", .name,
      may: "no receipt yet"),
    DeclaredPoint(
      "receipt_begun", "once a receipt, before its goods", may: "goods, contact"),
    DeclaredPoint(
      "receipt_taken_back", "when a receipt set aside is taken back", may: "goods, contact"),
    DeclaredPoint(
      "line_added", "when a line was added", gets: "the line", .line, may: "goods, contact",
      veto: "the line is taken away again"),
    DeclaredPoint(
      "line_changed", "when a line's quantity or discount was changed",
      gets: "the line, the line before", .line, .line, may: "goods, contact",
      veto: "the line is as it was"),
    DeclaredPoint(
      "line_removed", "when a line was removed", gets: "the line", .line, may: "goods, contact"),
    DeclaredPoint(
      "receipt_dropped", "before the goods are cleared", may: "nothing that stays"),
    DeclaredPoint("receipt_parked", "when the receipt is set aside", may: "goods, contact"),
    DeclaredPoint(
      "before_payment", "before a tender is chosen, before the first money",
      may: "goods, contact", veto: "back to the goods"),
    DeclaredPoint(
      "before_tender", "before each tender is taken; undone where it is not",
      gets: "its kind, what it may pay", .tender, .amount, may: "goods, contact",
      veto: "back to the goods; with money taken, to «payment.leave»"),
    DeclaredPoint(
      "after_approval", "once a charge is approved", gets: "the terminal's id", .terminal),
    DeclaredPoint(
      "after_decline", "once a charge took no money", gets: "the terminal's id", .terminal),
    DeclaredPoint("before_printing", "once the receipt is paid"),
    DeclaredPoint("after_receipt", "once the receipt is printed"),
    DeclaredPoint(
      "before_return", "before money of a printed sale goes back, once its lines are chosen",
      may: "the contact", veto: "back to the lines"),
    DeclaredPoint("after_return", "once a return is printed and its money given"),
    DeclaredPoint(
      "before_shift_close", "before a shift is closed by hand", may: "no receipt",
      veto: "the shift stays open"),
  ]
}
