"""The LZ77 package as tests need it."""

from tests.problems.shipped import Shipped

SHIPPED = Shipped("lz77")
package, load, text, data, cases = SHIPPED.package, SHIPPED.load, SHIPPED.text, SHIPPED.data, SHIPPED.cases
