import SwiftCSV

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
    let rows: GoodsRows
    do throws(GoodsImportError) { rows = try GoodsRows(bytes) } catch {
      return (0, error.faults.map { $0.text(file: file) })
    }
    var problems = rows.faults.map { $0.text(file: file) }
    let columns = rows.header.cells.map(\.trimmed)
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
    for row in rows.rows {
      problems += check(row, columns, declared, bundle).map { "\(file):\(row.line): \($0)" }
    }
    return (rows.rows.count, problems)
  }

  private static func check(
    _ row: GoodsRows.Row, _ columns: [String], _ declared: [ParameterRule], _ bundle: Bundle
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
