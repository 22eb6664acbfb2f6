import KassaRuntime

/// Keys of a store, a provider or a rule that is written in another file than the store's own.
///
/// In the store's own file its reader says them.
enum StoreKeys {
  static func look(_ reading: Reading) -> [Remark] {
    guard !reading.isStore else { return [] }
    return StoreTables.all(reading).flatMap { table in
      table.fields.compactMap { field in
        guard case .name(let name) = field.key, !table.declared.keys.contains(name) else {
          return nil
        }
        let keys = table.declared.keys.filter { Int($0) == nil }
        return .mistake(
          field.line, "\(table.title): unknown key «\(name)»\(Spelling.remedy(name, among: keys))")
      }
    }
  }
}
