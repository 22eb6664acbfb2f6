/// A till with two terminals that never stand in for each other: one takes up to 99.99, one from 100.00 on.
enum TwoTerminals {
  /// The part of a store's table, each provider with `fields` too.
  static func store(_ fields: String = "") -> String {
    """
    providers = { stock.standalone { title = "Сбер", most = rub "99.99", \(fields) },
      provider "vtb" { title = "ВТБ", least = rub "100", \(fields)
        charge = function(charge) return charge:ask {} end } },
    """
  }

  /// From the sale's screen: adds «Сбер» as t1 and «ВТБ» as t2.
  static let setUp: [String] =
    ["sale: terminals", "settings: terminals", "terminals.none: add"] + add("standalone")
    + ["terminals.list: add"] + add("vtb") + ["terminals.list: back"]

  private static func add(_ provider: String) -> [String] {
    ["terminals.provider: \(provider)", "terminals.chosen: next", "terminals.name: offered"]
  }
}
