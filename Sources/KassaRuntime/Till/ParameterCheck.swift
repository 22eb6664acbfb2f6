/// Whether a till may give parameters of its script new values.
enum ParameterCheck {
  /// What is wrong with `given` at `till`; nil where nothing is.
  ///
  /// - Parameters:
  ///   - given: the new values by name; null for what the declaration says.
  ///   - store: the script, tried on the new values as a whole; nil where nothing of it is there.
  static func problem(
    with given: [String: Value], _ declared: [ParameterRule], at till: TillState,
    _ store: StoreBundle?
  ) -> String? {
    var after = till
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let each = declared.first(where: { $0.id == name }) else {
        return "no parameter «\(CardNumber.redacted(name))»"
          + (declared.isEmpty
            ? "; the store has none" : Spelling.remedy(name, among: declared.map(\.id)))
      }
      let value = value == .null ? each.standard : value
      if value != .null, let problem = each.rule.problem(with: value) {
        return "«\(name)»: \(problem)"
      }
      if let start = till.flow?.start, each.identity != nil, !each.isKept(value, as: start) {
        return "«\(name)»: a till that has run keeps its INN and its taxation; for another begin a "
          + "new data folder"
      }
      after.set(parameter: name, given[name] ?? .null)
    }
    guard let store else { return nil }
    do throws(StoreError) {
      _ = try StoreLoading.load(store.with(.known(after.core.parameters ?? [:])))
      return nil
    } catch { return error.description }
  }
}

extension ParameterRule {
  /// Whether `value` is what the till has run with.
  fileprivate func isKept(_ value: Value, as start: FlowStart) -> Bool {
    value.string == (identity == "inn" ? start.seller.inn : start.receipt.taxation.name)
  }
}

extension Till {
  /// Tells of durable values that the script, which has not run here last, declares otherwise.
  func warnOfKeptOtherwise() {
    let names = journal.ledger.till.kept.undeclared(by: store.manifest.terms.kept ?? [])
    if !names.isEmpty { warn(.keptOtherwise(names)) }
  }

  /// - Throws: where a parameter can't have the value that `answer` gives it.
  func refuseParameter(_ answer: Answer, _ request: PromptRequest) throws(AnswerError) {
    guard case .parameter(let name, _) = request.use,
      let value = request.parameterValue(of: answer)
    else { return }
    let problem = ParameterCheck.problem(
      with: [name: value], store.manifest.terms.parameters ?? [], at: journal.ledger.till,
      isStockOnly ? nil : StoreBundle(store.bundle))
    guard let problem else { return }
    let words = store.manifest.words.find(settings.language, "reason.parameter_refused")
    throw .refused(rule: "\(words?.title ?? ""): \(problem)")
  }
}
