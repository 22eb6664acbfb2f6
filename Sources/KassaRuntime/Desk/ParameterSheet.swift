/// The parameters of many tills as a CSV file has them: a till a row, a parameter a column.
///
/// `till;address;limit`, then `Тверская 1;Москва, Тверская ул., 1;30000`. An empty cell is none given.
package enum ParameterSheet {
  /// What the tills of `bytes` lack for the store of `folder`, or have wrong: one line each.
  ///
  /// - Returns: nil where the store itself can't be read; `StoreCheck` says why.
  package static func findings(
    _ bytes: [UInt8], file: String, folder: String, chain: String? = nil
  ) -> (tills: Int, problems: [String])? {
    guard let bundle = try? StoreBundle(folder: folder, chain: chain).bundle,
      let manifest = try? StoreLoading.load(bundle).manifest
    else { return nil }
    let declared = manifest.terms.parameters ?? []
    var rows = CSVReader(bytes)
    var problems: [String] = []
    var header: CSVReader.Row?
    var tills: [CSVReader.Row] = []
    do {
      header = try rows.row()
      while let row = try rows.row() { tills.append(row) }
    } catch let fault as GoodsFault {
      problems.append(fault.text(file: file))
    } catch { preconditionFailure("what is in memory can be read: \(error)") }
    guard let header else {
      let nothing = GoodsFault(line: 1, column: nil, problem: .noGoods)
      return (0, problems.isEmpty ? [nothing.text(file: file)] : problems)
    }
    let columns = header.cells.map(\.trimmed)
    let known = declared.map(\.id)
    guard columns.first == "till" else {
      problems.append("\(file):1: the first column was expected to be «till»")
      return (0, problems)
    }
    for column in columns.dropFirst() where !known.contains(column) {
      problems.append(
        "\(file):1: no parameter «\(column)»"
          + (known.isEmpty ? "; the store has none" : Spelling.remedy(column, among: known)))
    }
    guard problems.isEmpty else { return (0, problems) }
    for row in tills {
      problems += check(row, columns, declared, bundle).map { "\(file):\(row.line): \($0)" }
    }
    return (tills.count, problems)
  }

  private static func check(
    _ row: CSVReader.Row, _ columns: [String], _ declared: [ParameterRule], _ bundle: Bundle
  ) -> [String] {
    guard row.cells.count == columns.count else {
      return ["\(columns.count) cells were expected, got \(row.cells.count)"]
    }
    let till = "till «\(row.cells[0])»"
    var given: [String: Value] = [:]
    var problems: [String] = []
    for (column, cell) in zip(columns, row.cells).dropFirst() where !cell.trimmed.isEmpty {
      guard let each = declared.first(where: { $0.id == column }) else { continue }
      do throws(ValueProblem) { given[column] = try each.rule.read(cell.trimmed) } catch {
        problems.append("\(till): parameter «\(column)»: \(error)")
      }
    }
    let read = Set(given.keys)
    for each in declared
    where each.standard == .null && !read.contains(each.id)
      && !problems.contains(where: { $0.contains("«\(each.id)»") })
    {
      problems.append("\(till) lacks the parameter «\(each.id)»")
    }
    guard problems.isEmpty else { return problems }
    do throws(StoreError) { _ = try StoreLoading.load(bundle, .till(given)) } catch {
      return ["\(till): \(error)"]
    }
    return []
  }
}
