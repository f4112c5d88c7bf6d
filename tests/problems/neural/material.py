"""The package of neural compression as tests need it."""

from tests.problems.shipped import Shipped

SHIPPED = Shipped("neural")
package, load, text, data, cases = SHIPPED.package, SHIPPED.load, SHIPPED.text, SHIPPED.data, SHIPPED.cases
