/// Reads what a store says of the shop's own services.
enum ServiceTable {
  /// Nil where it names none.
  static func services(_ reader: StoreReader) -> [Service]? {
    let value = reader.table["services"]
    guard value != .null else { return nil }
    guard let items = value.list else {
      reader.note("services", "a list of services was expected, got \(value.shown)")
      return nil
    }
    if items.count > countMax {
      reader.note("services", "at most \(countMax) were expected, got \(items.count)")
    }
    var services: [Service] = []
    for (index, item) in items.enumerated() {
      let path = "services[\(index + 1)]"
      guard let service = service(item, path, reader) else { continue }
      if services.contains(where: { $0.id == service.id }) {
        reader.note(path, "a second service «\(service.id)»; give each an id of its own")
      }
      services.append(service)
    }
    return services.isEmpty ? nil : services
  }

  private static let countMax = 20
  private static let examplesMax = 20

  /// They are no part of what a till knows of a service: only who explores a store reads them.
  private static func lookAtExamples(_ value: Value, _ path: String, _ reader: StoreReader) {
    guard value != .null else { return }
    guard let examples = value.record, !examples.isEmpty else {
      return reader.note(
        path,
        "lists of answers were expected, by what is asked, got \(value.shown); "
          + "write examples = { points = { { points = 120 } } }")
    }
    for (what, answers) in examples.sorted(by: { $0.key < $1.key }) {
      let count = answers.list?.count ?? 0
      if !ServiceCall.isName(what) {
        reader.note(path, "«\(what)»: letters, digits, «_» and «-» were expected")
      }
      if !(1...examplesMax).contains(count) {
        reader.note(
          path + "." + what, "1 to \(examplesMax) answers were expected, got \(answers.shown)")
      }
    }
  }

  private static func service(_ item: Value, _ path: String, _ reader: StoreReader) -> Service? {
    guard let id = item["id"].string else {
      reader.note(
        path, "a service was expected, got \(item.shown); write service \"loyalty\" { … }")
      return nil
    }
    guard ServiceCall.isName(id) else {
      reader.note(
        path, "its id: 1 to \(ServiceCall.nameBytesMax) letters, digits, «_» and «-» were expected")
      return nil
    }
    reader.requireKnownKeys(StoreDeclarations.serviceFields.names, of: item, at: path)
    let title = reader.optionalWords(item["title"], at: path + ".title", most: 40)
    if item["repeats"] != .null, item["repeats"].bool == nil {
      reader.note(
        path + ".repeats", "true or false was expected, got \(item["repeats"].shown)")
    }
    lookAtExamples(item["examples"], path + ".examples", reader)
    return Service(
      id: id, title: title ?? Wording(id), repeats: item["repeats"].bool == true ? true : nil)
  }
}
