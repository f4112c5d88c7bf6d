"""The package on predictive coding as tests need it."""

from tests.problems.shipped import Shipped

SHIPPED = Shipped("predictive")
package, load, text, data, cases = SHIPPED.package, SHIPPED.load, SHIPPED.text, SHIPPED.data, SHIPPED.cases
