import ArgumentParser
import Foundation
import Glibc
import KassaRuntime

/// `kassa-run goods`: what the till sells.
struct GoodsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "goods", abstract: "Import and list a till's goods.", discussion: Exit.table,
    subcommands: [Import.self, List.self])
}

extension GoodsCommand {
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Put the goods of a CSV file in the place of the till's.",
      discussion: """
        The first line names the columns, in any order: name, price and vat; and where wanted barcode, \
        measure, department and subject. Semicolons or commas between them; UTF-8.

          barcode;name;price;vat;measure;department;subject
          4600000000015;Кофе американо;150,00;vat22;piece;bar;commodity
          ;Мандарины;189,90;vat10;kilogram;;

        With a mistake anywhere nothing is imported, and every mistake is listed. A till may run \
        meanwhile; it sells the new goods at once.

        \(Exit.table)
        """)

    @Argument(help: ArgumentHelp("The CSV file.", valueName: "FILE.csv"))
    var file: String

    @OptionGroup var data: DataOption

    func run() async throws {
      let (read, warnings) = try Self.read(file)
      let table = try data.goods()
      do { try table.replace(with: read) } catch { throw Failure(.badInput, "\(error)") }
      let errors = Output(descriptor: STDERR_FILENO)
      for warning in warnings { errors.complaint("warning: \(warning.text(file: file))") }
      Output().line("\(read.count) goods imported")
    }

    private static func read(_ file: String) throws -> ([Good], [GoodsFault]) {
      guard let bytes = FileManager.default.contents(atPath: file) else {
        throw Failure(.badInput, "«\(file)» can't be read; correct the path or its rights")
      }
      do {
        let read = try GoodsImport(csv: bytes)
        return (read.goods, read.warnings)
      } catch {
        let lines = error.faults.map { $0.text(file: file) }
        guard lines.count > 1 else {
          throw Failure(.badInput, "\(lines.joined()); nothing was imported")
        }
        lines.forEach(Output(descriptor: STDERR_FILENO).complaint)
        throw Failure(.badInput, "nothing was imported; correct these \(lines.count)")
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the till's goods, as a file that imports again.", discussion: Exit.table)

    @OptionGroup var data: DataOption

    func run() async throws {
      _ = try data.existing()
      let table = try data.goods()
      let output = Output()
      output.line("barcode;name;price;vat;measure;department;subject")
      do { for good in try table.all() { output.line(Self.row(good)) } } catch {
        throw Failure(.badInput, "\(error)")
      }
    }

    static func row(_ good: Good) -> String {
      [
        good.barcodes.joined(separator: " "), good.name, "\(good.price)", good.vat.name,
        good.measure.name, good.department, good.subject.name,
      ].map(quoted).joined(separator: ";")
    }

    private static func quoted(_ cell: String) -> String {
      guard cell.contains(where: { ";\"".contains($0) }) else { return cell }
      return "\"\(cell.replacing("\"", with: "\"\""))\""
    }
  }
}

extension DataOption {
  fileprivate func goods() throws -> GoodsTable {
    do { return try GoodsTable(folder: try folder()) } catch let error as GoodsTableError {
      throw Failure(.badInput, "\(error)")
    }
  }
}
