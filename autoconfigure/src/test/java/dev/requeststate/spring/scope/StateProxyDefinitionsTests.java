package dev.requeststate.spring.scope;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.function.Supplier;

import dev.requeststate.RequestState;
import org.junit.jupiter.api.Test;

import org.springframework.aop.scope.ScopedProxyFactoryBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of a bean's definition goes to that of its stand-in.
 */
class StateProxyDefinitionsTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final StateProxyDefinitions definitions = new StateProxyDefinitions(this.beanFactory);

	@Test
	void theStandInSaysOfItselfWhatTheBeanSays() {
		RootBeanDefinition bean = new RootBeanDefinition(Cart.class);
		bean.setSource("a line");
		bean.setRole(BeanDefinition.ROLE_SUPPORT);
		bean.setDescription("A cart");
		bean.setResourceDescription("carts.xml");
		RootBeanDefinition standIn = addProxy(bean);
		assertThat(standIn.getSource()).isEqualTo("a line");
		assertThat(standIn.getRole()).isEqualTo(BeanDefinition.ROLE_SUPPORT);
		assertThat(standIn.getDescription()).isEqualTo("A cart");
		assertThat(standIn.getResourceDescription()).isEqualTo("carts.xml");
		assertThat(standIn.getDecoratedDefinition()).isEqualTo(new BeanDefinitionHolder(bean, "scopedTarget.cart"));
	}

	@Test
	void theStandInIsTheCandidateInPlaceOfTheBean() {
		RootBeanDefinition bean = new RootBeanDefinition(Cart.class);
		bean.setPrimary(true);
		bean.setFallback(true);
		bean.setDefaultCandidate(false);
		RootBeanDefinition standIn = addProxy(bean);
		assertThat(standIn.isAutowireCandidate()).isTrue();
		assertThat(standIn.isPrimary()).isTrue();
		assertThat(standIn.isFallback()).isTrue();
		assertThat(standIn.isDefaultCandidate()).isFalse();
		assertThat(bean.isAutowireCandidate()).isFalse();
		assertThat(bean.isPrimary()).isFalse();
		assertThat(bean.isFallback()).isFalse();
	}

	@Test
	void theStandInOfABeanThatIsNoCandidateIsNone() {
		RootBeanDefinition bean = new RootBeanDefinition(Cart.class);
		bean.setAutowireCandidate(false);
		assertThat(addProxy(bean).isAutowireCandidate()).isFalse();
	}

	@Test
	void qualifiersOfAScopedProxyAndOfItsTargetAreBothKept() {
		RootBeanDefinition target = new RootBeanDefinition(Cart.class);
		target.addQualifier(new AutowireCandidateQualifier(Qualifier.class, "target"));
		RootBeanDefinition replaced = new RootBeanDefinition(ScopedProxyFactoryBean.class);
		replaced.addQualifier(new AutowireCandidateQualifier(Marked.class));
		this.beanFactory.registerBeanDefinition("scopedTarget.cart", target);
		this.beanFactory.registerBeanDefinition("cart", replaced);
		this.definitions.replaceProxy("cart");
		assertThat(standIn().getQualifiers()).extracting(AutowireCandidateQualifier::getTypeName)
			.containsExactlyInAnyOrder(Qualifier.class.getName(), Marked.class.getName());
	}

	@Test
	void annotationsAreQualifiersIfTheyAreDeclaredSo() {
		assertThat(addProxy(new AnnotatedGenericBeanDefinition(MarkedCart.class)).getQualifiers())
			.extracting(AutowireCandidateQualifier::getTypeName)
			.containsExactlyInAnyOrder(Qualifier.class.getName(), Marked.class.getName());
	}

	@Test
	void theTypeOfTheStandInHasTheGenericsOfTheBean() {
		ResolvableType declared = ResolvableType.forClassWithGenerics(Box.class, String.class);
		RootBeanDefinition bean = new RootBeanDefinition(Box.class);
		bean.setTargetType(declared);
		assertThat(objectType(addProxy(bean))).hasToString(declared.toString());
	}

	@Test
	void theTypeOfTheStandInIsThatOfWhatAFactoryBeanMakes() {
		assertThat(objectType(addProxy(new RootBeanDefinition(BoxFactory.class))))
			.hasToString(ResolvableType.forClassWithGenerics(Box.class, String.class).toString());
	}

	private static Object objectType(BeanDefinition standIn) {
		Object type = standIn.getAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE);
		assertThat(type).isNotNull();
		return type;
	}

	private RootBeanDefinition addProxy(AbstractBeanDefinition bean) {
		this.beanFactory.registerBeanDefinition("cart", bean);
		this.definitions.addProxy("cart");
		assertThat(this.beanFactory.getBeanDefinition("scopedTarget.cart")).isSameAs(bean);
		return standIn();
	}

	private RootBeanDefinition standIn() {
		return (RootBeanDefinition) this.beanFactory.getBeanDefinition("cart");
	}

	static class Cart {

	}

	@Qualifier
	@Retention(RetentionPolicy.RUNTIME)
	@interface Marked {

	}

	@RequestState
	@Marked
	@Qualifier("named")
	static class MarkedCart {

	}

	static class Box<T> {

		private final Supplier<T> content;

		Box(Supplier<T> content) {
			this.content = content;
		}

		T content() {
			return this.content.get();
		}

	}

	static class BoxFactory implements FactoryBean<Box<String>> {

		@Override
		public Box<String> getObject() {
			return new Box<>(() -> "text");
		}

		@Override
		public Class<?> getObjectType() {
			return Box.class;
		}

	}

}
