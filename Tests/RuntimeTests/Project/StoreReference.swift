@testable import KassaRuntime

/// Renders a store's declarations and the stock words for people: the first half of `docs/reference.md`.
enum StoreReference {
  static func text(_ words: Words) -> String {
    let tables = [
      table("A store's table", "`return store { … }`", StoreDeclarations.keys),
      table(
        "Fields of a provider",
        "`provider \"id\" { … }`, `stock.standalone { … }`, "
          + "`stock.connected { … }`, `stock.transfer { … }`", StoreDeclarations.providerFields),
      table(
        "Parameters", "In `parameters`; `parameter \"id\"` stands for the value.",
        StoreDeclarations.parameterFields),
      table(
        "Durable values", "In `kept`; `kept.get` and `kept.set` read and change them.",
        StoreDeclarations.keptFields),
      table("Fields of a service", "`service \"id\" { … }`", StoreDeclarations.serviceFields),
      table("Rights", "In each part of `rights`.", StoreDeclarations.rightFields),
      table("Fields of a setting", "In a provider's `settings`.", StoreDeclarations.settingFields),
      table(
        "Rules: whom they mean",
        "`{ \"name\", … }` in `default_terminal`; the name stands in the trace.",
        StoreDeclarations.ruleSelectors),
      table("Rules: when they hold", "Together with whom.", StoreDeclarations.ruleConditions),
      points,
      table("Flows", "Each returns the name of the next one.", StoreDeclarations.flows),
      prompts(words),
    ]
    return tables.joined(separator: "\n")
  }

  private static func table(_ title: String, _ head: String, _ rows: [Declared]) -> String {
    "## \(title)\n\n\(head)\n\n| key | type | meaning |\n|---|---|---|\n"
      + rows.map { "| `\($0.name == "1" ? "[1]" : $0.name)` | \($0.type) | \($0.summary) |\n" }
      .joined()
  }

  private static var points: String {
    "## Points\n\nWhere the stock flows call listeners: functions in `on`, and those in the `on` of a chain's "
      + "`chain.lua` before them. A listener returns nothing to go on, or `veto \"reason\"` where there is a "
      + "veto.\n\n" + DeclaredPoint.head + "\n"
      + StoreDeclarations.points.map { $0.row + "\n" }.joined()
  }

  /// What has buttons or placeholders is asked; the rest are words that stand in other prompts.
  private static func prompts(_ words: Words) -> String {
    var asked = "", parts = ""
    for id in words.ids(.ru) {
      guard let russian = words[.ru, id] else { continue }
      let title = cell(russian.title), english = cell(words[.en, id]?.title)
      if isPart(id) {
        parts += "| `\(id)` | \(title) | \(english) |\n"
      } else {
        let buttons = russian.buttons.map { "`\($0.id)`" }.joined(separator: ", ")
        let arguments = placeholders(russian).map { "`\($0)`" }.joined(separator: ", ")
        asked += "| `\(id)` | \(arguments) | \(buttons) | \(title) | \(english) |\n"
      }
    }
    return
      "## Prompts\n\nBy their ids, for `texts`. Arguments are what the words may have in braces. "
      + "Buttons that a flow makes of data are not listed.\n\n"
      + "| id | arguments | buttons | Russian | English |\n|---|---|---|---|---|\n" + asked
      + "\n## Words\n\nWhat stands inside prompts: reasons, labels, notes of lists.\n\n"
      + "| id | Russian | English |\n|---|---|---|\n" + parts
  }

  private static let families = [
    "button", "provider", "reason", "rule", "payment.sum", "terminals.note",
  ]
  private static func isPart(_ id: String) -> Bool {
    families.contains { id.hasPrefix($0 + ".") }
  }

  private static func cell(_ text: String?) -> String { (text ?? "").replacing("|", with: "\\|") }

  private static func placeholders(_ words: PromptWords) -> [String] {
    let text = (words.title ?? "") + " " + (words.body ?? "")
    return Set(text.matches(of: /\{(\w+)\}/).map { String($0.1) }).sorted()
  }
}

extension DeclaredPoint {
  static let head =
    "| point | called | a listener gets | and may change | a veto | when it fails |\n|---|---|---|---|---|---|"

  /// As a row of the tables in the documentation.
  var row: String {
    "| `\(name)` | \(runs) | \(gets) | \(may) | \(veto ?? "–") | "
      + (veto != nil ? "told, and like a veto |" : "told, and skipped |")
  }
}
