import Foundation
import Testing

@testable import KassaRuntime

@Suite struct DepartmentsTests {
  @Test func `each department is told once, in the order of its letters`() throws {
    let folder = try TestFolder()
    let table = try GoodsTable(folder: folder.path)
    let rows = ["Фрукты", "Кофе", "Хлеб", "Кофе", ""].enumerated().map { place, department in
      "Товар \(place);10,00;piece;none;\(department)"
    }
    let csv = "name;price;measure;vat;department\n" + rows.joined(separator: "\n")
    try table.replace(with: GoodsImport(csv: Data(csv.utf8)).goods)
    #expect(try table.departments() == ["Кофе", "Фрукты", "Хлеб"])
  }
}
