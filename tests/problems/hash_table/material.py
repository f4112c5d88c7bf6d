"""The hash-table package as tests need it."""

from tests.problems.shipped import Shipped

SHIPPED = Shipped("hash-table")
package, load, text, data, cases = SHIPPED.package, SHIPPED.load, SHIPPED.text, SHIPPED.data, SHIPPED.cases
