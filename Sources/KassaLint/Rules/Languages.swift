import KassaRuntime

/// Words in a store's functions that leave out a language which the store has elsewhere: the cashier
/// then reads another.
enum Languages {
  /// Words that are written out, and where.
  struct Site {
    let line: Int
    let languages: Set<Language>
  }

  static func leftOut(
    _ files: [(name: String, file: String, reading: Reading)], _ table: KnownLanguages
  ) -> [StoreCheck.Finding] {
    let sites = files.map { (file: $0.file, sites: $0.reading.wordSites) }
    let used = sites.flatMap(\.sites).reduce(into: table.used) { $0.formUnion($1.languages) }
    guard used.count > 1 else { return [] }
    let inFunctions = sites.flatMap { file, sites in
      sites.flatMap { site in
        used.subtracting(site.languages).inOrder.map { missing in
          StoreCheck.Finding(
            ErrorWords(LanguageNotices.text(missing, besides: site.languages)), isMistake: false,
            file: file, line: site.line)
        }
      }
    }
    return (table.used.count > 1 ? [] : table.leftOut) + inFunctions
  }
}

extension Reading {
  /// Where its functions give the cashier words of their own.
  fileprivate var wordSites: [Languages.Site] {
    let asked = calls.flatMap { call -> [ExpressionID] in
      if call.primitive.title == "prompt.words" { return call.arguments.filter(isTable) }
      guard let fields = question(call.primitive, call.arguments) else { return [] }
      return words(["title", "body"], in: fields) + labels(fields) + arguments(fields)
    }
    let others = tree.ids.flatMap { id -> [ExpressionID] in
      switch tree[id] {
      case .call(let callee, let arguments):
        return isGlobal(callee, "veto") ? Array(arguments.prefix(1)) : []
      case .method(let object, "ask", let arguments):
        guard sort(object) == .table("kassa.Charge"), let first = arguments.first,
          let fields = fields(first)
        else { return [] }
        return words(["approved", "body", "declined", "title"], in: fields)
      default: return []
      }
    }
    return (asked + others + refusals).compactMap { id in
      languages(id).map { Languages.Site(line: tree.line(of: id), languages: $0) }
    }
  }

  private func words(_ keys: [String], in fields: [TableField]) -> [ExpressionID] {
    keys.compactMap { value($0, in: fields) }
  }

  /// `{ "id", label }` among the buttons.
  private func labels(_ fields: [TableField]) -> [ExpressionID] {
    let buttons = value("buttons", in: fields).flatMap(self.fields) ?? []
    return buttons.compactMap { button in
      self.fields(button.value)?.first { if case .position(2) = $0.key { true } else { false } }?
        .value
    }
  }

  /// What fills the words in braces; a plain text there is a name.
  private func arguments(_ fields: [TableField]) -> [ExpressionID] {
    (value("args", in: fields).flatMap(self.fields) ?? []).map(\.value).filter(isTable)
  }

  /// Why a provider's `accepts` says no.
  private var refusals: [ExpressionID] {
    let accepting = Set(tree.storeFunctions.filter { $0.name == "accepts" }.map(\.function))
    return tree.statements.compactMap { statement in
      guard accepting.contains(statement.owner), case .return(let values) = statement.kind,
        values.count > 1
      else { return nil }
      return values[1]
    }
  }

  private func isTable(_ id: ExpressionID) -> Bool { fields(id) != nil }

  /// The languages of words that are written out; nil where they can't be told.
  private func languages(_ id: ExpressionID) -> Set<Language>? {
    if let text = string(id) { return Language.written(text) }
    guard let fields = fields(id), !fields.isEmpty else { return nil }
    var found: Set<Language> = []
    for field in fields {
      guard case .name(let code) = field.key, let language = Language(rawValue: code) else {
        return nil
      }
      found.insert(language)
    }
    return found
  }
}
